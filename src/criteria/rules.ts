import type { CategoryId, Criterion, PointOfFocus, PrivacyRole } from './model.ts';

/**
 * The applicable trust services criteria (R-SCO-02): the common criteria, always, and the specific criteria of each
 * selected category.
 *
 * criteria    the table, any order
 * categories  selected categories; empty or without security still brings the common criteria (R-SCO-03)
 * returns     criteria in the order of the standard; a criterion once
 */
export function criteriaOf(criteria: readonly Criterion[], categories: readonly CategoryId[]): readonly Criterion[] {
  const selected = new Set(categories);
  return criteria
    .filter((criterion) => criterion.common || selected.has(criterion.category))
    .toSorted((a, b) => a.order - b.order);
}

/**
 * The points of focus of one criterion that deserve consideration in an engagement. They help judgment and are no
 * requirements: nothing may be computed from the share of them that is covered (R-PTF-01).
 *
 * categories        selected categories
 * privacyRoles      what the organization is to the personal information it handles (R-SCO-04); both when left out
 * distributesGoods  the system makes or distributes goods; false when left out
 * returns           points in printed order
 */
export function applicablePointsOfFocus(
  criterion: Criterion,
  engagement: {
    readonly categories: readonly CategoryId[];
    readonly privacyRoles?: readonly PrivacyRole[];
    readonly distributesGoods?: boolean;
  },
): readonly PointOfFocus[] {
  const selected = new Set<CategoryId>(engagement.categories);
  // The common criteria are those of security, so their points of focus come along even where security was left out.
  if (criterion.common) selected.add('security');
  const roles = engagement.privacyRoles;
  return criterion.pointsOfFocus.filter(
    (point) =>
      point.appliesTo.some((category) => selected.has(category)) &&
      (point.condition === undefined || engagement.distributesGoods === true) &&
      (point.privacyRoles === undefined ||
        roles === undefined ||
        point.privacyRoles.some((role) => roles.includes(role))),
  );
}

/** The controls of the library that serve a criterion, in the order of the library. */
export function controlsServing<C extends { readonly criteria: readonly string[] }>(
  controls: readonly C[],
  criterionId: string,
): readonly C[] {
  return controls.filter((control) => control.criteria.includes(criterionId));
}
