/**
 * A population kind is a typed record shape, read from `data/kinds/<id>.yaml` (or an engagement's `kinds/<id>.yaml`).
 *
 * Values of a record, by field type:
 *   text     string, never empty (an empty string from outside becomes null)
 *   integer  JavaScript safe integer
 *   number   finite double
 *   boolean  true or false
 *   date     'YYYY-MM-DD', 1970-01-01 to 2100-12-31
 *   time     UTC instant 'YYYY-MM-DDTHH:MM:SS[.ffffff]Z', fraction without trailing zeros and at most 6 digits
 *   list     array of text, or of objects with scalar fields (`of`)
 * A missing fact is null, never an empty string or a guess.
 */
export type ScalarType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'time';
export type FieldType = ScalarType | 'list';

export interface Field {
  readonly name: string; // snake_case
  readonly type: FieldType;
  /** element shape of a list: 'text', or the scalar fields of its objects */
  readonly of?: 'text' | Readonly<Record<string, ScalarType>>;
  /** a record without this fact is refused by the importer; key fields always are */
  readonly required?: boolean;
  /** closed list of values of a text field */
  readonly values?: readonly string[];
  /** says who somebody is; in a list of objects: these of their fields. What crosses to the other side has a pseudonym there */
  readonly people?: true | readonly string[];
  readonly says?: string;
}

export interface Kind {
  readonly id: string; // kebab-case
  readonly title: string;
  /** one record is one … (R-POP-06), for example "one merged change" */
  readonly unit: string;
  /** plural noun printed under a count, for example "merged changes" */
  readonly noun: string;
  /** fields that together identify a record, in the order of comparison (R-POP-04, R-POP-05) */
  readonly key: readonly string[];
  /** the field that places a record in the period; null for a list taken at one moment */
  readonly time: string | null;
  /** fields whose values are counted in control totals and by which results are shown (strata) */
  readonly categories: readonly string[];
  readonly fields: readonly Field[];
  readonly source: string;
  readonly edition: string;
  readonly effectiveFrom: string;
}

export type Scalar = string | number | boolean | null;
export type FieldValue = Scalar | readonly string[] | readonly Readonly<Record<string, Scalar>>[];
/** A record of a kind: every field of the kind is present, missing facts as null. */
export type PopulationRecord = Readonly<Record<string, FieldValue>>;

/**
 * Where a record stands in the evidence.
 * file    name of the evidence file as given
 * at      'line 12', 'record 3', 'row 7', 'Records[4]': 1-based for lines and rows, 0-based inside brackets (a JSON path)
 */
export interface Place {
  readonly file: string;
  readonly at: string;
}
