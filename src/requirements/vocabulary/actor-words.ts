/** Nouns for people who use or run a product, singular. `system` words are no people but act in sentences. */
export const actorWords: ReadonlySet<string> = new Set(
  (
    'user admin administrator superuser customer client guest visitor manager supervisor member subscriber employee ' +
    'operator owner editor author reviewer approver viewer reader moderator seller vendor merchant supplier buyer ' +
    'shopper purchaser agent staff clerk cashier patient doctor physician nurse therapist clinician caregiver ' +
    'receptionist pharmacist teacher student pupil parent tutor learner instructor lecturer driver rider passenger ' +
    'courier dispatcher traveller traveler player coach fan host tenant landlord renter donor volunteer organiser ' +
    'organizer attendee participant speaker citizen resident applicant candidate recruiter interviewer accountant ' +
    'auditor analyst developer engineer tester designer contractor technician mechanic librarian borrower trainer ' +
    'planner coordinator partner reseller dealer broker investor lawyer officer inspector researcher scientist ' +
    'farmer chef waiter cook consumer person people everyone everybody anyone team stakeholder controller ' +
    'bookkeeper consultant walker sitter freelancer professional worker colleague contributor maintainer'
  ).split(' '),
);

/** Everybody who uses the product from outside may be called a user. */
export const endUsers: ReadonlySet<string> = new Set(
  'user customer client visitor member subscriber buyer shopper purchaser consumer person people everyone everybody anyone guest'.split(
    ' ',
  ),
);

/** People without an account: what they may is not what users may. */
export const strangers: ReadonlySet<string> = new Set(['guest', 'visitor']);
