/**
 * Words for the fields that records are labelled with. The first word of a row is what the field is usually called;
 * the others stand for it where a tenant's records use another name. A word with `!` names a field even where the
 * tenant has none, so that the answer can say so. In a row that begins with `+` every name that the tenant has is meant.
 */
export const labelWords: readonly string[] = [
  'service! | services | component | application | app | microservice | affected services | affected service | system | product | products | affected products',
  'severity! | sev | priority | urgency | severity level | severities',
  'status! | state',
  'category! | categories | type | class | classification',
  'company! | companies | organisation | organization | vendor | provider | firm | org',
  'product! | products | affected product | offering',
  '+team! | teams | squad | owner | owning team | assigned team | responsible team | support team | group',
  'keyword! | keywords | tag | tags | topic',
  'region! | regions | location | zone | datacenter | affected region | site',
  'environment! | env | cluster | environments',
  'customer! | customers | client',
  'user! | users',
  'reporter! | reported by | who reported | raised by | opened by',
  'cause category | cause type | root cause category | cause code',
  'commander! | incident commander | lead | responder | incident lead',
];

/** Labels that hold proper names: a part of such a name is enough to mean it where only one has that part. */
export const properNameLabels: readonly string[] = [
  'service',
  'company',
  'product',
  'team',
  'component',
  'project',
  'location',
  'locations',
  'region',
  'regions',
];
