/** What people of the sample company have read: each one policy, so that something waits for everybody. */
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { type ApiOptions } from '../../http/api/mount.ts';
import { asMember } from '../../http/api/as-member.ts';
import type { Principal } from '../../http/api/route.ts';
import { acknowledge, readPortal } from '../../portal/index.ts';

/** May be called again after it was cut off: what was read stays. */
export async function loadReadings(
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  keys: OrganizationKeys,
  people: readonly Principal[],
): Promise<void> {
  for (const [index, person] of people.entries()) {
    await asMember(options, person, async (asking) => {
      const policies = (await readPortal(asking, keys)).filter((text) => text.questions.length === 0);
      const policy = policies[index % policies.length];
      if (policy !== undefined)
        await acknowledge(asking, keys, { id: policy.id, version: policy.version, answers: [] });
    });
  }
}
