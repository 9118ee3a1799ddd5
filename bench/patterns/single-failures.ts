/** Failures that have nothing to do with each other: title, what happened, cause. */
export const singleFailures: readonly (readonly [title: string, summary: string, cause: string])[] = [
  [
    'Gift wrapping shown for furniture',
    'The basket offered gift wrapping for sofas.',
    'The article group was mapped twice in the assortment table.',
  ],
  [
    'Checkout in French shows German legal text',
    'Visitors from France read the German terms.',
    'A translation key was reused.',
  ],
  [
    'Office Wi-Fi down in Lyon',
    'Nobody in the Lyon office could work online.',
    'An excavator cut the fibre in front of the building.',
  ],
  [
    'Loyalty points counted twice',
    'Members got double points on one Sunday.',
    'A job was started twice by two schedulers.',
  ],
  [
    'Leap day breaks the delivery calendar',
    'Delivery dates on 29 February could not be chosen.',
    'The calendar library ignores leap years.',
  ],
  [
    'Product photos upside down',
    'Photos from one supplier were rotated.',
    'EXIF orientation was dropped by the new image resizer.',
  ],
  [
    'Payroll export rejected by the bank',
    'Salaries of the warehouse were paid a day late.',
    'The SEPA file lacked a mandatory field.',
  ],
  [
    'Robot arm stops in hall 3',
    'Picking stood still for 40 minutes.',
    'A light barrier was covered with dust.',
  ],
  [
    'Vouchers valid for everyone',
    'A personal voucher code was shared and used 900 times.',
    'Single use was not enforced.',
  ],
  [
    'GDPR export contains foreign addresses',
    'One customer received addresses of another one in an export.',
    'A join without the customer number.',
  ],
  [
    'Price comparison portal delists us',
    'Our offers vanished from a comparison portal.',
    'The feed had an invalid GTIN column.',
  ],
  ['Elevator music on the hotline', 'Callers heard music for ever.', 'The call router lost its licence.'],
  ['Sitemap empty', 'Crawlers found no pages.', 'The sitemap generator read from an empty bucket.'],
  [
    'Currency of Swiss orders wrong',
    'Swiss francs were booked as euros.',
    'An enum was extended without its mapping.',
  ],
  [
    'Chat widget blocks the buy button on phones',
    'On small screens nobody could buy.',
    'A z-index of the widget.',
  ],
  [
    'Tax on books at 19 percent',
    'Books were charged with the full tax.',
    'Reduced rates were removed by a cleanup script.',
  ],
  [
    'Returns portal accepts old orders',
    'Orders from 2015 could be returned.',
    'A deadline comparison used strings.',
  ],
  [
    'Barcode scanners reboot',
    'Scanners in the warehouse rebooted every ten minutes.',
    'A firmware with a watchdog flaw.',
  ],
  ['Wrong size chart for shoes', 'UK sizes were shown as EU sizes.', 'The chart was swapped by an editor.'],
  [
    'Store finder shows the sea',
    'All shops were placed at latitude zero.',
    'Geocoding quota used up and zero was stored.',
  ],
  [
    'Audit log lost two days',
    'Nobody can say who did what on two days.',
    'The retention policy was set to hours in place of days.',
  ],
  [
    'Birthday coupons sent to everybody',
    'All members got a birthday coupon.',
    'A missing birthday counted as today.',
  ],
  [
    'Data lake bill tripled',
    'Storage cost three times as much.',
    'Lifecycle rules for old partitions were gone.',
  ],
  [
    'Heating of the server room',
    'Machines throttled at 45 degrees.',
    'The air conditioning was in winter mode.',
  ],
  ['Phone numbers lose their zero', 'Couriers could not call customers.', 'Numbers were stored as integers.'],
  [
    'Wishlist deleted on logout',
    'Wishlists were empty after signing out.',
    'The session cleanup deleted by the wrong key.',
  ],
  [
    'Pallets addressed to the old hub',
    'Forty pallets went to a closed hub.',
    'Master data of the carrier were stale.',
  ],
  [
    'Newsletter with placeholder names',
    'Readers were greeted as FIRSTNAME.',
    'The template engine was upgraded.',
  ],
  [
    'Reviews in the wrong language',
    'Spanish reviews on the Polish site.',
    'Locale was taken from the browser.',
  ],
  [
    'Tablet kiosks show an advert of a competitor',
    'Kiosks in shops showed foreign adverts.',
    'An ad network was not filtered.',
  ],
  [
    'Fraud score always zero',
    'No order was held for a check for a day.',
    'The scoring model returned null and null was read as zero.',
  ],
  [
    'Video of the campaign does not play on Safari',
    'A black box in place of the video.',
    'An unsupported codec.',
  ],
  [
    'Inventory count negative',
    'Negative numbers on the shelf labels.',
    'An unsigned field was subtracted below zero.',
  ],
  ['Two editors overwrite each other', 'Texts of a landing page vanished.', 'The CMS has no locking.'],
  [
    'Ship tracking map blank',
    'The map had no tiles.',
    'The key of the map provider was bound to the old domain.',
  ],
  [
    'Door badges stop at midnight',
    'Night shift could not enter.',
    'Badges were synchronised with the wrong calendar.',
  ],
  [
    'Invoice numbers with gaps',
    'Auditors asked for missing invoices.',
    'A sequence was advanced by rolled back transactions.',
  ],
  [
    'Cookie banner in an endless loop',
    'Consent could not be given.',
    'The consent cookie was set for another path.',
  ],
  [
    'Label printer prints Chinese',
    'Delivery notes came out in Chinese characters.',
    'UTF-16 without a byte order mark.',
  ],
  [
    'Bundle discount applied to single articles',
    'Single socks at the price of the pack.',
    'The rule engine matched on prefix.',
  ],
];
