/** What one installation hands the other by another way, so that each knows the other's key and what the engagement is called there. */
import { formatVkey, type NoteKey, noteSignatureType, parseVkey, sha256, toHex, utf8 } from '../ledger/index.ts';
import { wrongCard } from './errors.ts';

/** key: of the organization's log, whose name it bears; engagement: its id in the installation that made the card */
export interface Card {
  readonly key: NoteKey;
  readonly engagement: string;
}

const format = 'tickmark-partner/1';

/** One line, to be copied. */
export function formatCard({ key, engagement }: Card): string {
  return `${format} ${formatVkey(key)} ${engagement}`;
}

/** refuses  invalid-input: anything but such a line */
export function parseCard(text: string): Card {
  const [name, vkey, engagement, ...more] = text.trim().split(/\s+/);
  if (name !== format || vkey === undefined || engagement === undefined || more.length > 0) throw wrongCard();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(engagement)) throw wrongCard();
  const key = keyOf(vkey);
  // A witness's key signs in another way.
  if (key?.type !== noteSignatureType.ed25519) throw wrongCard();
  return { key, engagement };
}

function keyOf(vkey: string): NoteKey | null {
  try {
    return parseVkey(vkey);
  } catch {
    return null;
  }
}

/** What two people compare by voice: eight groups of four hex digits, 128 bits over the key and the log's name. */
export function fingerprintOf(key: NoteKey): string {
  const digest = toHex(sha256(utf8(`${format} ${formatVkey(key)}`)));
  return Array.from({ length: 8 }, (_, group) => digest.slice(group * 4, group * 4 + 4)).join(' ');
}
