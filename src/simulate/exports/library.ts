/** Registers, tickets and settings: one CSV file a control, its columns the fields of the control's population. */
import { addDays } from '../../period.ts';
import { recordId } from '../../populations/index.ts';
import type { Kind } from '../../populations/kind.ts';
import { csvRow } from '../csv-text.ts';
import { placesOf } from '../deviation.ts';
import { ExportFile } from '../export-file.ts';
import { type Exported, odditiesEach, type Oddity, type OddityKind, type PlantedOf, type Theme } from '../model.ts';
import { chunksOf, holidaysOf, midday, partsOf, timeTextAt } from '../moments.ts';
import { type Occasion, type RecordTemplate, recordOf, type Value, type World, written } from '../record-template.ts';

export interface LibraryOrder {
  readonly control: string;
  readonly title: string;
  readonly kind: Kind;
  readonly procedure: string;
  readonly template: RecordTemplate;
  readonly world: World;
  readonly months: number;
  readonly scale: number;
  readonly themes: readonly Theme[];
  readonly folder: string;
}

type Row = Map<string, Value>;

/** Where each kind of oddity is laid; a population that has none of them is written plainly. */
const oddOf: Readonly<Record<string, OddityKind>> = {
  'CHG-02': 'other-time-zone',
  'COM-07': 'duplicate-record',
  'LOG-02': 'missing-optional-fact',
  'NET-05': 'outside-period',
  'COM-03': 'quoted-text',
  'IAM-02': 'holiday-leaver',
  'HR-01': 'crlf-row',
};
const quotedField = 'location';
const leastGrown = 30;

export async function exportLibrary(order: LibraryOrder): Promise<Exported> {
  const { control, kind, template, world } = order;
  const name = control.toLowerCase();
  const fields = Object.keys(template.fields);
  const odd = oddOf[control];
  const planted: PlantedOf[] = [];
  const oddities: Oddity[] = [];
  const end = odd === 'crlf-row' ? '\r\n' : '\n';
  const main = await ExportFile.open(order.folder, `evidence/${name}.csv`);
  await main.write(`${odd === 'crlf-row' ? '\uFEFF' : ''}${csvRow(fields, end)}`);
  const note = (oddity: OddityKind, file: string, row: Row): void => {
    oddities.push({ kind: oddity, file, record: idOf(kind, row) });
  };
  const line = (row: Row, offset: number | null = null): string =>
    csvRow(
      fields.map((field) => {
        const value = row.get(field);
        const elsewhere = offset !== null && isTime(kind, field) && typeof value === 'object' && value !== null;
        if (elsewhere && 'ms' in value) return timeTextAt(value.ms, offset);
        return written(kind, field, value);
      }),
      end,
    );

  let records = 0;
  const repeated: Row[] = [];
  const write = async (row: Row, plain: boolean): Promise<void> => {
    let offset: number | null = null;
    if (plain && oddities.length < odditiesEach) {
      if (odd === 'other-time-zone') {
        offset = [540, -480, 330][oddities.length % 3] ?? 540;
        note(odd, main.name, row);
      } else if (odd === 'duplicate-record') {
        repeated.push(row);
        note(odd, `evidence/${name}-again.csv`, row);
      } else if (odd === 'missing-optional-fact' && template.spare !== undefined) {
        row.set(template.spare, null);
        note(odd, main.name, row);
      } else if (odd === 'quoted-text') {
        row.set(quotedField, `Region "east", row ${oddities.length + 1}\n=level 2`);
        note(odd, main.name, row);
      } else if (odd === 'crlf-row') note(odd, main.name, row);
    }
    records++;
    await main.write(line(row, offset));
  };
  const plant = (row: Row, theme: Theme): void => {
    planted.push({ procedure: order.procedure, attribute: theme.name, record: idOf(kind, row), theme: theme.id });
  };

  const occasions = occasionsOf(order);
  const rowsOf = template.grows === true ? null : [...occasions.list()].map((o) => recordOf(template, world, o, null));
  const eligible = rowsOf?.flatMap((row, i) => (inPeriod(kind, row, world) ? [i] : [])) ?? null;
  const themeAt = new Map(
    [...placesOf(world.random, eligible?.length ?? occasions.count, order.themes)].map(([at, theme]) => [
      eligible?.[at] ?? at,
      theme,
    ]),
  );

  let index = 0;
  for (const occasion of occasions.list()) {
    const theme = themeAt.get(index);
    const plainRow = rowsOf?.[index];
    const row = theme || !plainRow ? recordOf(template, world, occasion, theme?.name ?? null) : plainRow;
    index++;
    if (theme) {
      if (!inPeriod(kind, row, world)) {
        // A moment drawn anew may leave the period where the first one did not; the record then is plain and outside.
        await main.write(line(row));
        continue;
      }
      plant(row, theme);
      await write(row, false);
    } else if (inPeriod(kind, row, world)) await write(row, true);
    else await main.write(line(row));
  }
  for (const row of odd === 'outside-period' ? outsideRows(order, index) : []) {
    note('outside-period', main.name, row);
    await main.write(line(row));
  }
  for (const row of odd === 'holiday-leaver' ? holidayRows(order, index) : []) {
    note('holiday-leaver', main.name, row);
    records++;
    await main.write(line(row));
  }
  await main.close();
  const files = [main.name];
  if (repeated.length > 0) {
    const again = await ExportFile.open(order.folder, `evidence/${name}-again.csv`);
    await again.write(csvRow(fields, end));
    for (const row of repeated) await again.write(line(row));
    await again.close();
    files.push(again.name);
  }
  return {
    evidence: [
      {
        id: `E-${control}`,
        files,
        format: 'csv',
        source: `Register behind ${control} (sample data)`,
        query: `all ${kind.noun} of the period`,
        collector: 'export of the register',
      },
    ],
    populations: [
      {
        id: `P-${control}`,
        name: kind.title,
        kind: kind.id,
        evidence: [`E-${control}`],
        window: kind.time === null ? 'all' : 'period',
        records,
      },
    ],
    planted,
    oddities,
  };
}

/** How many records a control will have before any oddity is added: what themes are sized by. */
export function libraryCount(order: Pick<LibraryOrder, 'template' | 'world' | 'months' | 'scale'>): number {
  return occasionsOf(order).count;
}

function occasionsOf({
  template,
  world,
  months,
  scale,
}: Pick<LibraryOrder, 'template' | 'world' | 'months' | 'scale'>): {
  count: number;
  list(): Generator<Occasion>;
} {
  const { period, people } = world;
  const { each } = template;
  const whole = { label: period.start, from: period.start, to: period.end, who: null, when: null };
  const units: Omit<Occasion, 'nth' | 'number'>[] =
    each === undefined
      ? [whole]
      : each === 'person'
        ? people.steady.map((who) => ({ ...whole, who }))
        : each === 'joiner' || each === 'leaver' || each === 'mover'
          ? (each === 'joiner' ? people.joiners : each === 'leaver' ? people.leavers : people.movers).map((event) => ({
              ...whole,
              ...event,
            }))
          : spansOf(each, world).map(({ start, end }) => ({ ...whole, label: start, from: start, to: end }));
  const monthly = (template.monthly ?? 1) * months;
  // Where oddities are laid there must be room for them, however small the scale.
  const grown = template.grows === true ? Math.max(leastGrown, Math.round(monthly * scale)) : monthly;
  const per = each === undefined ? (template.count ?? grown) : (template.per ?? 1);
  return {
    count: units.length * per,
    *list() {
      let number = 0;
      for (const unit of units) for (let nth = 1; nth <= per; nth++) yield { ...unit, nth, number: ++number };
    },
  };
}

function spansOf(each: string, { period }: World): { start: string; end: string }[] {
  if (each === 'period') return [period];
  if (each === 'week') return chunksOf(period, 7);
  if (each === 'day') return chunksOf(period, 1);
  return partsOf(period, each === 'half' ? 6 : each === 'quarter' ? 3 : 1);
}

function isTime(kind: Kind, field: string): boolean {
  return kind.fields.find((f) => f.name === field)?.type === 'time';
}

/** Whether the record lies in the period, as the importer's window will say; moments are working hours, so dates suffice. */
function inPeriod(kind: Kind, row: Row, { period }: World): boolean {
  if (kind.time === null) return true;
  const value = written(kind, kind.time, row.get(kind.time));
  if (typeof value !== 'string') return false;
  return value.slice(0, 10) >= period.start && value.slice(0, 10) <= period.end;
}

function idOf(kind: Kind, row: Row): string {
  return recordId(kind, Object.fromEntries(kind.fields.map((f) => [f.name, written(kind, f.name, row.get(f.name))])));
}

/** Sessions that would deviate, just outside the period: they are no occurrences of the control. */
function outsideRows({ template, world, kind }: LibraryOrder, from: number): Row[] {
  const { period } = world;
  return Array.from({ length: odditiesEach }, (_, i) => {
    const row = recordOf(template, world, bare(world, from + i + 1), Object.keys(template.breaks)[0] ?? null);
    // Within hours of midnight in New York, on the day before the period and on the day after it.
    const ms =
      i % 2 === 0
        ? Date.parse(`${addDays(period.start, -1)}T20:30:00Z`)
        : Date.parse(`${addDays(period.end, 1)}T06:30:00Z`);
    row.set(kind.time ?? '', { ms: ms + i * 1000 });
    return row;
  });
}

/** People who left on the Friday before a day of rest: the first business day after is the Tuesday. */
function holidayRows({ template, world }: LibraryOrder, from: number): Row[] {
  const holidays = holidaysOf(world.period);
  return Array.from({ length: odditiesEach }, (_, i) => {
    const row = recordOf(template, world, { ...bare(world, from + i + 1), when: midday(world.period.end) }, null);
    const monday = holidays[i % holidays.length] ?? world.period.end;
    row.set('person_id', `C-${String(i + 1).padStart(4, '0')}`);
    row.set('worker_type', 'contractor');
    row.set('termination_date', { ms: midday(addDays(monday, -3)) });
    row.set('disabled_at', { ms: midday(addDays(monday, 1)) });
    row.set('last_login_at', { ms: midday(addDays(monday, -3)) });
    return row;
  });
}

function bare({ period }: World, number: number): Occasion {
  return { label: period.start, from: period.start, to: period.end, who: null, when: null, nth: number, number };
}
