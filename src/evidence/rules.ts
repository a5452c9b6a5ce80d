import type { EntryRef, Maker, StatementDraft } from '../ledger/statement.ts';
import { isPlainDate } from '../period.ts';
import type { Problem } from '../refusal.ts';
import type { Erasure, EvidenceItem, Provenance } from './model.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const earliest = Date.parse('1970-01-01T00:00:00Z');

/**
 * What is wrong with a name and a provenance; empty when nothing is.
 * name  also the subject of every problem
 * now   RFC 3339 instant; nothing was collected later than now
 */
export function checkProvenance(name: string, provenance: Provenance, now: string): readonly Problem[] {
  const { collectedAt, periodStart, periodEnd } = provenance;
  const problems: Problem[] = [];
  const wrong = (sentence: string) => {
    problems.push({ code: 'evidence-provenance', subject: printable(name), sentence });
  };
  const texts: readonly (readonly [string, string | null])[] = [
    ['name', name],
    ['source', provenance.source],
    ['collector', provenance.collector.name],
    ['version of the collector', provenance.collector.version],
    ['query', provenance.query],
    ['account', provenance.account],
    ['person who collected it', provenance.collectedBy],
  ];
  for (const [what, text] of texts) {
    if (text === null) continue;
    if (text.trim() === '') wrong(`The ${what} of the evidence is empty.`);
    if (/\p{Cc}/u.test(text.replace(/[\n\t]/g, ''))) {
      wrong(`The ${what} of the evidence has control characters in it.`);
    }
  }
  const collected = instant.test(collectedAt) ? Date.parse(collectedAt) : Number.NaN;
  if (Number.isNaN(collected) || collected < earliest) {
    wrong(`The time of collection ${printable(collectedAt)} is not a time since 1970 with its zone.`);
  } else if (collected > Date.parse(now)) {
    wrong(`The time of collection ${collectedAt} lies in the future.`);
  }
  if ((periodStart === null) !== (periodEnd === null)) {
    wrong('The period covered has one end only.');
  }
  for (const date of [periodStart, periodEnd]) {
    if (date !== null && !(isPlainDate(date) && date >= '1970' && date < '2101')) {
      wrong(`The period covered names what is no day between 1970 and 2100: ${printable(date)}.`);
    }
  }
  if (periodStart !== null && periodEnd !== null && periodStart > periodEnd) {
    wrong(`The period covered ends (${printable(periodEnd)}) before it begins (${printable(periodStart)}).`);
  }
  return problems;
}

/** The `collection` statement: these bytes were taken in, from there, by these. Its subject is the plain bytes. */
export function collectionStatement(
  item: EvidenceItem,
  maker: Maker,
  inputs: readonly EntryRef[] = [],
): StatementDraft {
  return {
    hop: 'collection',
    subject: { name: item.name, sha256: item.sha256 },
    body: {
      id: item.id,
      size: item.size,
      mediaType: { ...item.mediaType },
      blob: item.blob,
      source: item.source,
      collector: { ...item.collector },
      query: item.query,
      parameters: item.parameters,
      account: item.account,
      collectedAt: item.collectedAt,
      collectedBy: item.collectedBy,
      periodStart: item.periodStart,
      periodEnd: item.periodEnd,
    },
    inputs,
    maker,
    at: item.recordedAt,
  };
}

/** The `access` statement of an erasure: that it happened, by whom and why, and the entry whose bytes are gone. */
export function erasureStatement(item: EvidenceItem, entry: EntryRef, erasure: Erasure, maker: Maker): StatementDraft {
  return {
    hop: 'access',
    subject: { name: item.name, sha256: item.sha256 },
    body: { act: 'evidence-key-erased', id: item.id, by: erasure.by, reason: erasure.reason },
    inputs: [entry],
    maker,
    at: erasure.at,
  };
}

/** An RFC 3339 instant as the one text we keep: UTC with `Z`, to the millisecond, without zeros at the end of a fraction. */
export function utcInstant(text: string): string {
  return new Date(text)
    .toISOString()
    .replace(/\.(\d*?)0*Z$/, (_, digits: string) => (digits === '' ? 'Z' : `.${digits}Z`));
}

function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}').slice(0, 200);
}
