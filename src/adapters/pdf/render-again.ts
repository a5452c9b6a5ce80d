import type { Json } from '../../ledger/index.ts';
import { attachmentsOf, composeReport, loadWording } from '../../lifecycle/report/index.ts';
import type { Bundle } from '../../verify/bundle.ts';
import type { SetAgain } from '../../verify/index.ts';
import { version } from '../../version.ts';
import { renderReport } from './render.ts';

/** Composes and sets the report again from the claims of its bundle, with the wording and template of this installation. */
export async function renderAgain(bundle: Bundle): Promise<SetAgain | { cannot: string }> {
  if (bundle.producedBy.version !== version) {
    return { cannot: `it was made by Tickmark ${bundle.producedBy.version} and this is ${version}` };
  }
  const document = composeReport(bundle.claims, loadWording());
  const { pdf, templateDigest, fontsDigest } = renderReport(document, attachmentsOf(bundle.claims));
  const report: Json = JSON.parse(JSON.stringify(document));
  return { rendered: pdf, report, template: templateDigest, fonts: fontsDigest };
}
