import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { icon } from './marks.ts';

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

const fonts = [
  ['plex-sans-400', 'ibm-plex-sans', '400Regular', 'IBMPlexSans_400Regular'],
  ['plex-sans-600', 'ibm-plex-sans', '600SemiBold', 'IBMPlexSans_600SemiBold'],
  ['source-serif-400', 'source-serif-4', '400Regular', 'SourceSerif4_400Regular'],
  ['plex-mono-400', 'ibm-plex-mono', '400Regular', 'IBMPlexMono_400Regular'],
] as const;

/** Style, sign and fonts of the pages, read once; the faces are those the report is set in. */
export function loadAssets(): { readonly files: ReadonlyMap<string, Asset>; readonly style: string } {
  const require = createRequire(import.meta.url);
  const files = new Map<string, Asset>(
    fonts.map(([name, family, folder, file]) => {
      const home = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
      return [`${name}.ttf`, { type: 'font/ttf', bytes: readFileSync(join(home, folder, `${file}.ttf`)) }];
    }),
  );
  const style = readFileSync(new URL('./style.css', import.meta.url));
  files.set('style.css', { type: 'text/css; charset=utf-8', bytes: style });
  files.set('sign.svg', { type: 'image/svg+xml', bytes: Buffer.from(icon) });
  // The digest in the address lets a browser keep the style until it changes.
  const digest = createHash('sha256').update(style).digest('hex').slice(0, 12);
  return { files, style: `/assets/style.css?${digest}` };
}
