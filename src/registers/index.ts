export { registers } from './definitions/index.ts';
export { type Content, contentSchema, type Register, type RegisterRecord } from './model.ts';
export { registerRoutes } from './routes.ts';
export {
  changeRecord,
  createRecord,
  listRecords,
  readRecord,
  recordsOf,
  type RegisteredRecord,
  titlesOf,
  waitingRecords,
} from './service.ts';
export { sealedInRegisters } from './sealed.ts';
