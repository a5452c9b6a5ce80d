import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { loadKinds, parseKind } from './parse-kind.ts';

const good = `
id: badge
title: Badge
unit: one badge
noun: badges
key: [id]
time: at
categories: [site]
fields:
  - { name: id, type: text, required: true }
  - { name: at, type: time }
  - { name: site, type: text, values: [north, south] }
  - { name: doors, type: list, of: text }
source: test
edition: "1"
effectiveFrom: 2024-01-01
`;

function problems(text: string): string[] {
  try {
    parseKind(text, 'k.yaml');
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map((p) => `${p.subject}: ${p.sentence}`);
    throw error;
  }
  return [];
}

describe('a population kind', () => {
  test('is read when it has its shape', () => {
    expect(parseKind(good, 'k.yaml')).toMatchObject({ id: 'badge', key: ['id'], time: 'at' });
  });

  test('is refused with the line when an entry is unknown', () => {
    expect(problems(good.replace('noun: badges', 'noun: badges\ncolour: red'))[0]).toMatch(
      /^k\.yaml line \d+: .*colour/,
    );
  });

  test('is refused when its key, time or categories name no field, all at once', () => {
    const found = problems(
      good.replace('key: [id]', 'key: [number]').replace('time: at', 'time: when').replace('[site]', '[building]'),
    );
    expect(found).toHaveLength(3);
    expect(found.join(' ')).toMatch(/number is no field.*building is no field.*when is no field/);
  });

  test('is refused when a key or category is a list, or the time is none', () => {
    expect(problems(good.replace('key: [id]', 'key: [doors]')).join()).toMatch(/doors is a list/);
    expect(problems(good.replace('time: at', 'time: site')).join()).toMatch(/neither a date nor a time/);
  });

  test('is refused when a field is there twice, or its name could not be a column', () => {
    expect(problems(good.replace('name: site', 'name: at').replace('[site]', '[]')).join()).toMatch(/there twice/);
    expect(problems(good.replace('name: doors', 'name: "a b"')).join()).toMatch(/snake_case/);
  });

  test('is refused when it is no YAML', () => {
    expect(problems('id: [')[0]).toMatch(/^k\.yaml line \d+: Not YAML/);
  });
});

test('the kinds of the product all load, and have the fields that other programs rely on', () => {
  const kinds = loadKinds(join(import.meta.dirname, '../../data/kinds'));
  const relied: Record<string, string> = {
    change:
      'id repository title author created_at merged_at merged_by merge_commit head_commit base approvals independent_approvals first_approved_at checks',
    'cloud-event': 'id at account region principal principal_type service action read_only error source_ip',
    'sign-in': 'id at principal principal_type result mfa source_ip',
    account:
      'id system name email kind status admin mfa created_at last_sign_in_at password_enabled access_key_1_age_days',
    person: 'id name email department title manager hired_on left_on',
    vulnerability: 'id finding package version fixed_version severity asset detected_at fixed_at status suppressed',
    'configuration-check': 'id check resource account region status severity at criteria',
    commit: 'commit parents first_parent committed_at',
  };
  for (const [id, names] of Object.entries(relied)) {
    const fields = kinds.get(id)?.fields.map((field) => field.name);
    expect(fields, id).toEqual(expect.arrayContaining(names.split(' ')));
  }
});
