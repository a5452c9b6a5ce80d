export { type ExamineOptions, type ExamineResult, examine } from './examine.ts';
