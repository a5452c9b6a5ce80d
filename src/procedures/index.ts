export {
  type CensusSql,
  censusSql,
  countsSql,
  itemsSql,
  MAX_STRATA,
  type PopulationSource,
  type ResultLayout,
} from './census-sql.ts';
export { checkRule, type RuleProblem, type RuleScope } from './check-rule.ts';
export { type Compiled, type CompiledAttribute, type CompiledJoin, compileProcedure } from './compile.ts';
export {
  type AttributeResult,
  evaluateRecord,
  explainItem,
  type ItemExplanation,
  type Matches,
  matchesOf,
  type RecordResult,
} from './evaluate.ts';
export { loadProcedures } from './library.ts';
export type * from './model.ts';
export { nearestName, suggestion } from './nearest.ts';
export { parseProcedure, parseProcedures } from './parse.ts';
export { quoteName, quoteText, ruleWriter, stepSql, wholeSql } from './rule-sql.ts';
export { partsOf, type Term } from './term.ts';
