import { count } from './en.ts';

/** Every English text about what somebody must read, and about who has. */
export const portal = {
  title: 'To read',
  help: 'What is in force and waits for you. What you acknowledge or answer is recorded with the version and the time.',
  none: 'There is nothing to be read.',
  waiting: 'To be read',
  late: 'Overdue',
  asks: 'To be answered',
  read: 'Read',
  answered: 'Answered',
  acknowledge: 'I have read this',
  answer: 'Send the answers',
  stays: 'What you send stays as it is.',
  version: (n: number) => `Version ${n}`,
  until: (day: string) => `until ${day}`,
  at: (moment: string, version: number, index: number) =>
    `Acknowledged ${moment}, version ${version}, entry ${index} of the log`,
};

export const readings = {
  title: 'Who has read what',
  help: 'Policies and questionnaires in force, and who of those who must read them has. A changed text asks everybody again.',
  none: 'No text is in force for the people here: approve a policy or send a questionnaire out, and say who must read it.',
  all: 'Everybody has read it',
  some: (read: number, people: number) => `${count(read)} of ${count(people)} have read it`,
  late: 'Overdue',
  until: (day: string) => `To be read until ${day}`,
  reminded: (moment: string) => `Reminded ${moment}`,
  show: 'Who',
  hide: 'Hide who',
  remind: 'Remind who has not',
  sent: (n: number) => (n === 1 ? '1 mail is in the outbox.' : `${count(n)} mails are in the outbox.`),
  keep: 'Keep as evidence',
  kept: (code: string) => `Kept as ${code}.`,
  control: 'Evidence for the control',
  noControl: 'No control',
  person: 'Person',
  state: 'Read',
  answers: 'Answers',
  notYet: 'Not yet',
  entry: (moment: string, version: number, index: number) => `${moment}, version ${version}, log entry ${index}`,
  evidence: 'See the evidence',
};
