import type { PlainDate } from '../period.ts';
import { dayText, type Span, someMoment } from './moments.ts';
import { type Random, randomOf } from './random.ts';

/** Somebody in the register. `formerName`: what older records call the same person. Dates are plain; `left` is the last day. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly formerName: string | null;
  readonly unicode: boolean;
  readonly email: string;
  readonly login: string;
  readonly department: string;
  readonly title: string;
  readonly manager: string | null;
  readonly hired: PlainDate;
  readonly left: PlainDate | null;
}

/** An event of a person: joined, left or moved. `when` is a working moment of that day. */
export interface PersonEvent {
  readonly who: Person;
  readonly when: number;
}

export interface People {
  readonly all: readonly Person[];
  /** in the register from before the period until after it: who approves, reviews and operates */
  readonly steady: readonly Person[];
  readonly joiners: readonly PersonEvent[];
  readonly leavers: readonly PersonEvent[];
  readonly movers: readonly PersonEvent[];
}

/** Given and family names with their letters for an address; the later half is written with more than ASCII. */
const given = [
  ['Alma', 'alma'],
  ['Bela', 'bela'],
  ['Cedric', 'cedric'],
  ['Dana', 'dana'],
  ['Edgar', 'edgar'],
  ['Farid', 'farid'],
  ['Greta', 'greta'],
  ['Hugo', 'hugo'],
  ['Ines', 'ines'],
  ['Jonas', 'jonas'],
  ['Zoë', 'zoe'],
  ['José', 'jose'],
  ['Łukasz', 'lukasz'],
  ['Thị Ánh', 'thianh'],
  ['Søren', 'soren'],
  ['明', 'ming'],
] as const;
const family = [
  ['Ashdown', 'ashdown'],
  ['Birchall', 'birchall'],
  ['Castell', 'castell'],
  ['Dunmore', 'dunmore'],
  ['Elmwood', 'elmwood'],
  ['Fennick', 'fennick'],
  ['Garrow', 'garrow'],
  ['Hollins', 'hollins'],
  ['Ivers', 'ivers'],
  ['Jessop', 'jessop'],
  ['Ångström', 'angstrom'],
  ['Núñez', 'nunez'],
  ['Żak', 'zak'],
  ['Nguyễn', 'nguyen'],
  ['Œuvrard', 'oeuvrard'],
  ['李', 'li'],
] as const;
const departments = ['Engineering', 'Operations', 'Security', 'Support', 'Finance', 'People'] as const;

/** The register of a simulated organization: who was there before the period, who joined, moved and left in it. */
export function peopleOf(seed: string, period: Span, months: number, scale: number): People {
  const random = randomOf(seed, 'people');
  const size = Math.round(48 * (1 + Math.log2(Math.max(1, scale)) / 2));
  const all: Person[] = [];
  const add = (hired: PlainDate, left: PlainDate | null): Person => {
    const number = all.length + 1;
    // The first forty are sure to include people whose names are written with more than ASCII.
    const [first, firstLetters] = given[number % given.length] ?? given[0];
    const [last, lastLetters] = random.pick(family);
    const address = `${firstLetters}.${lastLetters}.${number}`;
    const person: Person = {
      id: `E-${String(number).padStart(4, '0')}`,
      name: `${first} ${last}`,
      formerName: number % 4 === 1 ? `${first} ${random.pick(family)[0]}-${last}` : null,
      unicode: /[^ -~]/.test(`${first} ${last}`),
      email: `${address}@alderbrook.example`,
      login: address.replaceAll('.', '-'),
      department: random.pick(departments),
      title: number % 9 === 0 ? 'Lead' : 'Associate',
      manager: number > 5 ? `E-000${1 + random.below(5)}` : null,
      hired,
      left,
    };
    all.push(person);
    return person;
  };
  const before = (): PlainDate =>
    dayText(Date.parse(`${period.start}T17:00:00Z`) - random.between(60, 2_000) * 86_400_000);
  const steady = Array.from({ length: size }, () => add(before(), null));
  const joiners = Array.from({ length: Math.max(12, months * 3) }, (): PersonEvent => {
    const when = someMoment(random, period, 6);
    return { who: add(dayText(when), null), when };
  });
  const leavers = Array.from({ length: Math.max(10, months * 2) }, (): PersonEvent => {
    const when = someMoment(random, period, 14);
    return { who: add(before(), dayText(when)), when };
  });
  const movers = Array.from({ length: Math.max(6, months) }, (): PersonEvent => {
    return { who: pick(random, steady), when: someMoment(random, period, 10) };
  });
  return { all, steady, joiners, leavers, movers };
}

/** Somebody of a list other than those named. */
export function pick(random: Random, people: readonly Person[], ...not: readonly (string | null)[]): Person {
  for (let tries = 0; tries < 1_000; tries++) {
    const person = random.pick(people);
    if (!not.includes(person.id)) return person;
  }
  throw new RangeError('Nobody else is there to pick.');
}
