import { evaluateSample, planSample } from '../../lifecycle/examination/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Command, Invocation } from '../command.ts';

export const planSampleCommand: Command = {
  name: 'plan-sample',
  usage: 'plan-sample --confidence PCT --tolerable PCT [--expected COUNT] [--population N]',
  says: 'Smallest sample that supports a control.',
  detail:
    'Hypergeometric with --population up to 2,000, else binomial (R-SMP-02 to -04). Where no size supports, the size is null and the exit code 1: test the whole population.',
  options: [
    { name: 'confidence', value: 'PCT', says: 'confidence in per cent, 80 to 99' },
    {
      name: 'tolerable',
      value: 'PCT',
      says: 'lowest deviation rate that is no longer acceptable, in per cent, 1 to 20',
    },
    { name: 'expected', value: 'COUNT', says: 'deviations allowed for in the sample, 0 to 10; 0 when left out' },
    { name: 'population', value: 'N', says: 'number of items in the population' },
  ],
  async run(invocation) {
    const planned = planSample({
      confidence: needNumber(invocation, 'confidence'),
      tolerable: needNumber(invocation, 'tolerable'),
      expected: numberOf(invocation, 'expected') ?? 0,
      population: numberOf(invocation, 'population'),
    });
    return {
      json: planned,
      text:
        planned.size === null
          ? `No sample supports (${planned.method}): test the whole population.`
          : `${planned.size} items (${planned.method}).`,
      exit: planned.size === null ? 1 : 0,
    };
  },
};

export const evaluateSampleCommand: Command = {
  name: 'evaluate-sample',
  usage: 'evaluate-sample --confidence PCT --size N --deviations K [--population N]',
  says: 'Upper deviation limit of a sample, as a rate from 0 to 1.',
  detail: 'The highest rate of deviations in the population that the sample still leaves plausible (R-SMP-05).',
  options: [
    { name: 'confidence', value: 'PCT', says: 'confidence in per cent, 80 to 99' },
    { name: 'size', value: 'N', says: 'items tested' },
    { name: 'deviations', value: 'K', says: 'items that deviated' },
    { name: 'population', value: 'N', says: 'number of items in the population' },
  ],
  async run(invocation) {
    const result = evaluateSample({
      confidence: needNumber(invocation, 'confidence'),
      size: needNumber(invocation, 'size'),
      deviations: needNumber(invocation, 'deviations'),
      population: numberOf(invocation, 'population'),
    });
    return {
      json: result,
      text: `Upper deviation limit ${(result.upperLimit * 100).toFixed(4)} % (${result.method}).`,
      exit: 0,
    };
  },
};

/** A number of the command line, undefined when the option is not given. */
export function numberOf(invocation: Invocation, name: string): number | undefined {
  const text = invocation.values[name];
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(Number(text))) {
    throw new Refusal('usage', `--${name} must be a number, not "${text}".`);
  }
  return Number(text);
}

export function needNumber(invocation: Invocation, name: string): number {
  const value = numberOf(invocation, name);
  if (value === undefined) throw new Refusal('usage', `--${name} is missing.`);
  return value;
}

/** A whole number, for counts that are not probabilities. */
export function needCount(invocation: Invocation, name: string, least: number): number {
  const value = needNumber(invocation, name);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new Refusal('usage', `--${name} must be a whole number of ${least} or more.`);
  }
  return value;
}

export function needText(invocation: Invocation, name: string): string {
  const value = invocation.values[name];
  if (value === undefined || value === '') throw new Refusal('usage', `--${name} is missing.`);
  return value;
}
