import { Phrases } from './phrases.ts';

/** Families of which “only” one leaves no room for another. */
export const alternatives = new Phrases<string>([
  ['file format', 'pdf | csv | xlsx | excel | xml | docx | word files | html | json | jpg | jpeg | png'],
  ['platform', 'ios | iphone | android | windows | macos | linux | web | web browser | desktop | ipad'],
  ['browser', 'chrome | firefox | safari | edge | internet explorer'],
  [
    'language',
    'english | german | french | spanish | italian | dutch | portuguese | polish | chinese | japanese',
  ],
  [
    'way to pay',
    'credit card | credit cards | paypal | invoice | apple pay | google pay | cash | bank transfer | debit card | direct debit | bitcoin | klarna',
  ],
  [
    'channel',
    'email | e mail | sms | push notification | push notifications | slack | whatsapp | telephone | letter',
  ],
  ['database', 'postgresql | mysql | oracle | mongodb | sqlite | mariadb | sql server'],
]);
