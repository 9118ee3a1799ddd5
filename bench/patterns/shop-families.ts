/** One way in which something fails again and again, in the words of several people. */
export interface MadeFamily {
  readonly name: string;
  /** How many incidents of it there are. */
  readonly count: number;
  readonly services: readonly (readonly string[])[];
  readonly titles: readonly string[];
  readonly causes: readonly string[];
  readonly triggers: readonly string[];
  readonly summaries: readonly string[];
}

/** What keeps going wrong at a made-up shop; no two people tell it alike. */
export const shopFamilies: readonly MadeFamily[] = [
  {
    name: 'connection pool',
    count: 15,
    services: [['checkout'], ['checkout', 'orders-db'], ['orders-db']],
    titles: [
      'Checkout errors after the database connection pool ran dry',
      'Orders DB: too many connections',
      'Connection pool exhausted in checkout',
      'checkout cannot get a database connection',
      'Postgres refuses connections from checkout, pool full',
    ],
    causes: [
      'A slow report kept transactions open, so that the pool to orders-db had no free connection left.',
      'The pool size of checkout is 20 and every connection was held by idle transactions.',
      'max_connections on the orders Postgres was reached because each new pod opens its own pool.',
      'Leaked connections: a code path in checkout never released them to the pool.',
    ],
    triggers: [
      'Traffic peak of the evening sale',
      'Deploy of checkout with more replicas',
      'A long-running report',
    ],
    summaries: [
      'Customers could not pay for some minutes; requests waited for a connection and timed out.',
      'Placing orders failed with 500 because no database connection was available.',
      'Checkout pods logged "remaining connection slots are reserved" and orders failed.',
    ],
  },
  {
    name: 'expired certificate',
    count: 7,
    services: [['api-gateway'], ['partner-api'], ['mail-relay']],
    titles: [
      'TLS certificate of the API gateway expired',
      'Expired cert on partner-api',
      'SSL certificate lapsed, partners cannot connect',
      'Certificate expiry took down the mail relay',
      'Handshake failures: certificate no longer valid on api-gateway',
    ],
    causes: [
      'The certificate was not renewed, because cert-manager lost its permission to answer the DNS challenge.',
      'Nobody renewed the cert by hand; the reminder went to a person who had left.',
      'Automatic renewal failed silently for 30 days and the certificate expired.',
    ],
    triggers: ['The certificate ran out', 'Expiry date of the certificate', 'Renewal job had been failing'],
    summaries: [
      'Every client that verifies TLS refused to connect until a new certificate was installed.',
      'Partners reported handshake errors: certificate has expired.',
      'Connections failed with x509: certificate has expired or is not yet valid.',
    ],
  },
  {
    name: 'search index stale',
    count: 6,
    services: [['search'], ['search', 'indexer']],
    titles: [
      'New products do not show up in search',
      'Search index stale for three hours',
      'Indexer stuck, search results outdated',
      'Product search shows sold-out articles',
      'Search indexing stopped',
    ],
    causes: [
      'The indexer hung on a product with a malformed attribute and retried it for ever.',
      'A poison message in the product feed blocked the indexer.',
      'Indexer consumer crashed on an article with an empty attribute list and did not go on.',
    ],
    triggers: [
      'Import of a supplier catalogue',
      'A malformed product in the feed',
      'Bulk upload of articles',
    ],
    summaries: [
      'Search kept answering from an old index; new and changed articles were missing.',
      'Products changed since the morning could not be found by search.',
      'The index was not updated any more, so results showed articles without stock.',
    ],
  },
  {
    name: 'payment provider',
    count: 9,
    services: [['payments'], ['payments', 'checkout']],
    titles: [
      'Card payments declined: provider Payvault down',
      'Payvault outage, card payments fail',
      'Payments failing with 502 from Payvault',
      'Customers cannot pay by card (Payvault unavailable)',
      'Payvault API timeouts',
    ],
    causes: [
      'Payvault, our payment provider, had an outage in its European data centre.',
      'The provider Payvault answered 502 and we have no second acquirer.',
      'Payvault throttled our account after a change on its side.',
    ],
    triggers: ['Outage at the provider Payvault', 'Maintenance at Payvault', 'Payvault incident'],
    summaries: [
      'Card payments were declined while wallets worked.',
      'Authorisations at Payvault timed out and orders were not paid.',
      'Calls to the Payvault API returned errors; customers chose other ways to pay or left.',
    ],
  },
  {
    name: 'disk full of logs',
    count: 8,
    services: [['warehouse'], ['inventory'], ['orders-db'], ['reports']],
    titles: [
      'Disk full on the warehouse host',
      'No space left on device: inventory stopped writing',
      'reports-02 out of disk space',
      'Volume filled up with debug logs',
      'Root disk at 100 percent, service stopped',
    ],
    causes: [
      'Debug logging was left on and log rotation did not run, so the disk filled up.',
      'logrotate was broken after the image change; old log files were never deleted.',
      'Verbose logs filled the volume.',
    ],
    triggers: [
      'Debug logging switched on',
      'New machine image without logrotate',
      'Log level changed to debug',
    ],
    summaries: [
      'The process could not write any more and stopped answering until old logs were deleted.',
      'Writes failed with ENOSPC, no space left on device.',
      'The host ran out of disk space and the service crashed.',
    ],
  },
  {
    name: 'price import',
    count: 5,
    services: [['pricing'], ['pricing', 'catalog']],
    titles: [
      'Wrong prices in the shop after a price import',
      'Articles sold at zero after price list import',
      'Price import wrote net prices as gross',
      'Pricing: decimal comma misread in price file',
      'Price list of a supplier imported with wrong decimals',
    ],
    causes: [
      'The price file used a decimal comma and the importer read 19,90 as 1990.',
      'The importer took an empty price as zero.',
      'A supplier changed the columns of its price list without notice, and the importer does not validate it.',
    ],
    triggers: [
      'Weekly price import',
      'Supplier changed the format of its price list',
      'Import of a price file',
    ],
    summaries: [
      'Several hundred articles had a wrong price until the old price list was restored.',
      'Customers ordered at prices far below cost.',
      'Prices in the shop did not match the price list of the supplier.',
    ],
  },
  {
    name: 'memory of recommender',
    count: 6,
    services: [['recommender']],
    titles: [
      'Recommender pods OOMKilled',
      'recommender runs out of memory every night',
      'Memory leak in recommender, constant restarts',
      'Recommendations missing: container killed by the OOM killer',
      'Recommender restarts in a loop, heap exhausted',
    ],
    causes: [
      'The model cache of the recommender grows without a bound until the memory limit is reached.',
      'A memory leak in the feature loader; the container is killed at 4 GiB.',
      'Each reload of the model keeps the old one in the heap.',
    ],
    triggers: [
      'Nightly reload of the model',
      'New model twice as large',
      'Reload of the recommendation model',
    ],
    summaries: [
      'Product pages showed no recommendations while pods restarted.',
      'Pods of the recommender were killed with out of memory and restarted again and again.',
      'Recommendations were empty for a part of the visitors.',
    ],
  },
  {
    name: 'dns of cluster',
    count: 4,
    services: [['platform'], ['platform', 'cart']],
    titles: [
      'Name resolution fails inside the cluster',
      'CoreDNS overloaded, random lookups fail',
      'DNS timeouts between services',
      'Intermittent "no such host" errors',
    ],
    causes: [
      'CoreDNS had two replicas only and was throttled on CPU; lookups with ndots 5 multiplied the load.',
      'The DNS cache on the nodes was not deployed, every lookup went to CoreDNS.',
      'conntrack table full on the nodes dropped UDP packets to the DNS service.',
    ],
    triggers: [
      'More pods than usual in the sale',
      'Scale-out before the sale',
      'Growth of the number of pods',
    ],
    summaries: [
      'Calls between services failed now and then because host names could not be resolved.',
      'Many services logged lookup errors: i/o timeout from the DNS server.',
      'Name lookups took seconds or failed.',
    ],
  },
  {
    name: 'mail not sent',
    count: 4,
    services: [['notifications'], ['mail-relay', 'notifications']],
    titles: [
      'Order confirmations not sent',
      'Confirmation mails delayed by hours',
      'Customers receive no order confirmation e-mail',
      'Mail queue piled up, confirmations late',
    ],
    causes: [
      'Our sending address was put on a blocklist after a newsletter to an old list.',
      'The mail provider put our IP address on its blocklist because of bounces from the newsletter.',
      'Too many bounces of the newsletter made the mail provider suspend sending.',
    ],
    triggers: [
      'Newsletter to an old address list',
      'Marketing newsletter',
      'Newsletter campaign with many bounces',
    ],
    summaries: [
      'Order confirmation mails waited in the queue and were delivered hours late.',
      'No confirmation mails were delivered; the queue of the relay grew.',
      'Customers called because they had got no confirmation of their order.',
    ],
  },
  {
    name: 'kafka lag',
    count: 7,
    services: [['stock'], ['stock', 'kafka'], ['kafka']],
    titles: [
      'Stock levels outdated, consumer lag of two hours',
      'Kafka consumer of stock falls behind',
      'Oversold articles because stock updates lag',
      'Rebalance storm in the stock consumer group',
      'Stock consumer stuck in rebalancing',
    ],
    causes: [
      'Processing one batch took longer than max.poll.interval.ms, so the consumer group rebalanced for ever.',
      'Slow handlers made the group coordinator throw consumers out; every rebalance began from the last commit.',
      'The stock consumer was rebalanced again and again since a poll took more than five minutes.',
    ],
    triggers: [
      'Stocktaking sends many messages at once',
      'Large stock correction',
      'Bulk of stock messages from the warehouse',
    ],
    summaries: [
      'Stock levels in the shop were hours old and articles were oversold.',
      'The lag of the stock topic grew to millions of messages.',
      'Stock messages were processed several times and late.',
    ],
  },
  {
    name: 'feature toggle',
    count: 3,
    services: [['web'], ['web', 'checkout']],
    titles: [
      'Half-finished voucher form visible to everybody',
      'Feature toggle switched on in production by mistake',
      'Unreleased loyalty page live for an hour',
    ],
    causes: [
      'The toggle was switched on for all instead of for staff: the console does not ask again.',
      'Somebody turned a toggle on in the wrong environment.',
      'The default of the toggle was true where the toggle service could not be reached.',
    ],
    triggers: ['A toggle was switched in the console', 'Toggle switched on in the wrong environment'],
    summaries: [
      'Visitors saw a feature that was not ready until the toggle was switched off.',
      'A feature behind a toggle was shown to all visitors.',
    ],
  },
  {
    name: 'bot traffic',
    count: 5,
    services: [['web'], ['api-gateway', 'web']],
    titles: [
      'Bots hammer the sneaker drop, shop slow',
      'Credential stuffing overloads login',
      'Scraper traffic brings down product pages',
      'Flood of bot requests on the product pages',
      'Shop unreachable under a wave of bots',
    ],
    causes: [
      'Tens of thousands of bot requests per second went past the cache, because each had another query string.',
      'The bot filter was in observe mode only.',
      'Scrapers asked for uncached product pages with random parameters; the bot filter did not know them.',
    ],
    triggers: ['Limited release of sneakers', 'Botnet', 'Scrapers of a competitor'],
    summaries: [
      'Real visitors waited for many seconds while bots took the capacity of the web servers.',
      'Bot requests filled the web servers until the filter was switched to block.',
      'Product pages timed out under bot traffic.',
    ],
  },
  {
    name: 'backup restore replica',
    count: 3,
    services: [['orders-db'], ['orders-db', 'reports']],
    titles: [
      'Replica of orders-db far behind the primary',
      'Reports show yesterday: replication lag on orders-db',
      'Read replica out of sync, orders missing from reports',
    ],
    causes: [
      'A vacuum on the primary held back the replay on the replica.',
      'Long queries on the replica stopped the replay of changes.',
      'The replica could not replay as fast as the bulk update wrote.',
    ],
    triggers: ['Bulk update of order states', 'Long analytical query on the replica'],
    summaries: [
      'Orders of the last hours were missing on the read replica.',
      'The replica lagged by hours and support saw old orders.',
    ],
  },
  {
    name: 'parcel label',
    count: 2,
    services: [['shipping'], ['warehouse', 'shipping']],
    titles: ['Parcel labels cannot be printed', 'Label printing fails at packing stations'],
    causes: [
      'The carrier changed its label API and refuses the old customer number.',
      'The carrier switched off the old version of its label API.',
    ],
    triggers: ['The carrier switched off an old API version'],
    summaries: [
      'Packers could print no labels, parcels stayed in the warehouse.',
      'Parcels could not leave because no label came out of the printers.',
    ],
  },
];
