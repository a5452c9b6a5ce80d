/** What other slices may use of the simulator. */
export {
  type Oddity,
  type OddityKind,
  oddityKinds,
  type Planted,
  type SimulateOptions,
  type SimulateResult,
} from './model.ts';
export { simulate } from './service.ts';
