import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeStatements } from '../read/judge-statements.ts';
import { readStatements } from '../read/read-statements.ts';
import type { Contradiction } from './contradiction.ts';
import { findContradictions } from './find-contradictions.ts';

const find = (text: string): Contradiction[] => findContradictions(judgeStatements(readStatements(text)));
const asList = (statements: readonly string[]): string =>
  statements.map((statement) => `- ${statement}`).join('\n');

const contradictory: readonly (readonly [string, string])[] = [
  ['Search results must appear within 2 seconds.', 'The search must return results in under 500 ms.'],
  ['Orders must be stored for 30 days.', 'Orders are deleted after 7 days.'],
  ['The system must respond within 2 seconds.', 'Response time: at most 500 ms.'],
  ['The API must respond in under 200 ms.', 'API calls may take up to 1 second.'],
  ['Exports finish within 30 seconds.', 'Exports may take 2 minutes.'],
  ['Sessions expire after 30 minutes of inactivity.', 'User sessions must time out after 15 minutes.'],
  ['Passwords must have at least 8 characters.', 'Password length: minimum 12 characters.'],
  ['The system must support 500 concurrent users.', 'It must handle at least 2,000 concurrent users.'],
  ['Accounts lock after 3 failed login attempts.', 'After five failed attempts the account must be locked.'],
  ['The budget is €50,000.', 'We have a budget of €80k.'],
  ['Uptime must be 99.9%.', 'The service needs an availability of 99.5 %.'],
  ['The product launches in June 2026.', 'It must go live by 1 March 2026.'],
  ['Backups must run daily.', 'Backups must be made every 6 hours.'],
  ['Users can upload files up to 10 MB.', 'Uploads of files are limited to 25 MB per file.'],
  ['Customer data must be kept for 2 years.', 'Delete customer data after 90 days.'],
  ['The page must load within 2 seconds.', 'Pages must load in at most 4 seconds.'],
  ['A team has at most 5 members.', 'Teams may have up to 10 members.'],
  ['The app must support offline use.', 'The app must not work offline.'],
  ['The app must work offline.', 'The app requires an internet connection.'],
  ['Login is optional.', 'Users must log in.'],
  ['Customers can check out as a guest.', 'Customers must create an account before checkout.'],
  ['Users must log in before they can place an order.', 'Guest checkout must be possible.'],
  ['All users must register.', 'Visitors can browse the catalogue without an account.'],
  ['Only admins may delete posts.', 'Members can delete posts.'],
  ['Only administrators can delete comments.', 'Users can delete their own comments.'],
  ['Reports are exported as PDF only.', 'Reports can also be exported as CSV.'],
  ['The app must only support English.', 'The app must support English and German.'],
  ['The system must be hosted on premises.', 'The system must run in the cloud.'],
  ['The software is cloud-based.', 'All data must be stored on-premises.'],
  ['Invoices are sent automatically.', 'Invoices must be sent manually.'],
  ['Notifications are enabled by default.', 'Notifications must be off by default.'],
  ['Deleted notes are permanently deleted.', 'Users must be able to restore deleted notes.'],
  ['Orders cannot be changed after submission.', 'Customers can change orders after submission.'],
  ['Profiles are public.', 'Profiles must be private.'],
  ['Passwords must be encrypted.', 'Passwords are stored in plain text.'],
  [
    'The system must not store credit card data.',
    'The system must save credit card details for later purchases.',
  ],
  ['Dark mode is optional.', 'Dark mode is mandatory.'],
  ['Out of scope: mobile app, payments.', 'The mobile app must send push notifications.'],
  ['The phone number is optional.', 'Users must enter a phone number.'],
  ['Users must not be able to edit messages.', 'Users can edit messages.'],
  ['The system shall send marketing emails.', 'The system shall not send marketing emails.'],
  ['Payments by credit card only.', 'Payments by PayPal must be supported.'],
  ['The service is free of charge for members.', 'Members must pay a monthly fee.'],
  ['The reset link expires after 1 hour.', 'The reset link is valid for 24 hours.'],
  ['Stock levels are updated in real time.', 'Stock levels are updated every night.'],
  [
    'Appointments can be cancelled up to 24 hours before the start.',
    'Cancellation must not be possible less than 48 hours before the start.',
  ],
  [
    'Medical notes must never be deleted.',
    'Medical notes are deleted permanently when a patient asks for it.',
  ],
  ['Export files are kept for 7 days.', 'Export files must be removed after 14 days.'],
  ['Launch should be in September.', 'Marketing needs the launch by end of June 2025 because of the fair.'],
  ['Audit log: keep entries for 12 months', 'Audit log entries are removed after 6 months to save storage'],
  ['Co-editing of documents for up to 20 people', 'Co-editing should work well with at least 50 people'],
  ['Do not store the summaries.', "Store the summaries for 24h so we don't have to generate them again."],
  ['The feature is on by default.', 'Admins need to enable it first, it is disabled by default.'],
  ['A player has 3 lives.', 'A player starts with 5 lives.'],
  ['The game must run on iOS and Android.', 'The game will be released for iOS only.'],
  [
    'The system shall be available from 6:00 to 22:00 every day.',
    'The system shall be available around the clock.',
  ],
  [
    'Applications shall be decided automatically.',
    'Every application shall be reviewed by a clerk before it is decided.',
  ],
  ['Payslips shall be read-only.', 'Employees can edit payslips until the 20th.'],
];

const compatible: readonly (readonly [string, string])[] = [
  ['Search must finish under 1 s.', 'The import must finish under 10 minutes.'],
  ['The product page must load within 1 s.', 'The checkout page must load within 3 s.'],
  ['95% of searches finish within 1 second.', '99% of searches finish within 3 seconds.'],
  ['Username up to 20 characters.', 'Password at least 8 characters.'],
  ['The session expires after 30 minutes.', 'Sessions must be logged within 5 seconds.'],
  ['Logs must be kept for 30 days.', 'Audit logs must be kept for 1 year.'],
  ['Must support 10,000 registered users.', 'Must support 500 concurrent users.'],
  ['The system must respond within 2 seconds.', 'The nightly import must finish within 30 minutes.'],
  ['Uploading a 10 MB file takes at most 5 seconds.', 'Uploading a 100 MB file takes at most 60 seconds.'],
  ['Invoices are due after 30 days.', 'Invoices of new customers are due after 14 days.'],
  ['Send a daily summary.', 'Send a weekly summary.'],
  ['Members get a 10% discount.', 'Students get a 20% discount.'],
  ['The system must respond within 2 seconds.', 'Search must respond within 500 ms.'],
  [
    'A reminder is sent 24 hours before the appointment.',
    'A second reminder is sent 2 hours before the appointment.',
  ],
  ['Beta starts in March.', 'Public launch in June.'],
  ['A user may cancel within 24 hours.', 'Refunds are paid within 5 days.'],
  ['Passwords must have at least 8 characters.', 'Passwords must have at most 64 characters.'],
  [
    'Users must not be able to edit an order after it has shipped.',
    'Users can edit an order before it has shipped.',
  ],
  ['Users must not delete posts.', 'Admins can delete posts.'],
  ['Guests must not see prices.', 'Customers must see prices.'],
  ['The system must not store passwords in plain text.', 'The system must store passwords.'],
  ['Users must be able to log in with Google.', 'Guests can browse without an account.'],
  ['Users must register to see order history.', 'Guest checkout must be possible.'],
  ['Admins must log in.', 'Visitors can browse without an account.'],
  ['The search must be automatic.', 'Manual approval is required.'],
  ['Reports are exported as PDF only.', 'The import accepts CSV.'],
  ['Only admins may delete posts.', 'Users can create posts.'],
  ['Users must not share passwords.', 'Users can share photos.'],
  ['Email notifications can be disabled.', 'Email notifications must be sent within 5 minutes.'],
  ['Users can upload photos.', 'Users must not upload videos.'],
  ['Passwords must be hashed.', 'The system must send the password reset link by email.'],
  ['A user may cancel an order.', 'An order must not be cancelled after delivery.'],
  ['Newsletter subscription is optional.', 'Users must confirm newsletter subscription by email.'],
  ['The middle name is optional.', 'The last name is required.'],
  ['The system must not lose data.', 'The system must store data.'],
  ['Users must not wait longer than 3 seconds.', 'Users can join a wait list.'],
  ['Managers can approve requests.', 'Employees must not approve their own requests.'],
  ['Private messages are encrypted.', 'Public posts can be shared.'],
  ['The page must not show ads to premium users.', 'The page shows ads to free users.'],
  [
    'Options with an expected argument are greedy and must take the next word.',
    'Options with an optional argument are not greedy.',
  ],
  ['Accounts must not be deleted while orders are open.', 'Users may delete their account.'],
  ['Notifications must be sent within 1 minute.', 'Notifications are stored for 90 days.'],
  ['Prices must be shown including VAT.', 'For business customers, prices must be shown excluding VAT.'],
  ['The summary should be generated in less than 3 s.', 'Store the summary for 24 h.'],
  ['The contractor may use subcontractors.', 'Subcontractors are not permitted for hosting.'],
  ['Dark mode is off by default.', 'Notifications are on by default.'],
  ['Backups are automatic but can be started manually.', 'Backups must run every night.'],
  ['The locker screen must respond within 1 second.', 'The operator console must respond within 3 seconds.'],
  ['A small greenhouse has at most 10 sensors.', 'A large greenhouse has at most 200 sensors.'],
];

describe('contradictions', () => {
  for (const [first, second] of contradictory) {
    it(`“${first}” and “${second}” cannot both hold`, () => {
      for (const pair of [
        [first, second],
        [second, first],
      ])
        assert.equal(find(asList(pair)).length, 1);
    });
  }

  for (const [first, second] of compatible) {
    it(`“${first}” and “${second}” can both hold`, () => {
      for (const pair of [
        [first, second],
        [second, first],
      ])
        assert.deepEqual(find(asList(pair)), []);
    });
  }

  it('takes the heading for a part of the subject', () => {
    const text = [
      '## Search',
      '- Results appear within 1 second',
      '## Import',
      '- Finishes within 10 minutes',
      '## iOS app',
      '- Startup under 2 s',
      '## Android app',
      '- Startup under 5 s',
      '## Performance',
      '- Search results must appear within 500 ms',
    ];
    assert.deepEqual(
      find(text.join('\n')).map(({ clash }) => clash),
      [['1 second', '500 ms']],
    );
  });

  it('takes the sentence over a list for a part of its items', () => {
    const text =
      'Users must not:\n- share reports\n- delete reports\n\nUsers must be able to delete reports.';
    assert.deepEqual(
      find(text).map(({ second }) => second.text),
      ['Users must be able to delete reports.'],
    );
  });

  it('sees what two people said in one sentence', () => {
    const [found] = find('Anna said the budget is 40,000 EUR, Tom mentioned a budget of 55,000 EUR.');
    assert.deepEqual(found?.clash, ['40,000 EUR', '55,000 EUR']);
  });

  it('names a repeated statement once', () => {
    const text = [
      'Search must finish within 1 s.',
      'Search must finish within 1 s.',
      'Search must finish within 3 s.',
    ];
    assert.equal(find(asList(text)).length, 1);
  });
});
