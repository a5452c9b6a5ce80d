/** The eight steps of an examination, in their order: of navigation, API, CLI, folders and imports. A later step may use an earlier one. */
export const steps = [
  'scope',
  'controls',
  'description',
  'findings',
  'examination',
  'report',
  'closure',
  'monitoring',
] as const;
export type Step = (typeof steps)[number];
