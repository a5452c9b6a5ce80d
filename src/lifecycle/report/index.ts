export type * from './model.ts';
export { claimsOf, isTestClaim, type ReportClaim, type TestClaim, type Totals, totalsOf } from './claims.ts';
export { composeReport } from './compose.ts';
export { parseReportDocument, type ReportDocument, type Sentence, sentencesOf } from './document.ts';
export { loadWording, type Wording } from './wording.ts';
