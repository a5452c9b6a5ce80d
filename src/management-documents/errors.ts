import { Refusal } from '../refusal.ts';

export function noControls(): Refusal {
  return new Refusal('conflict', 'No control is in force, and an empty list is not sent.', {
    next: 'Put controls in force first.',
  });
}

export function notApproved(): Refusal {
  return new Refusal('conflict', 'No version of the description is approved.', {
    next: 'Approve what it says, then send it.',
  });
}

export function notHandedOver(): Refusal {
  return new Refusal('conflict', 'No letters are handed over that still stand.', {
    next: 'Hand the letters to their signatory as they read now, then send them.',
  });
}
