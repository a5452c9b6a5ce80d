/** The nine styles a report is set in. They come as bytes from the packages: nothing installed on the machine may decide how it looks. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const styles = [
  ['source-serif-4', '300Light', 'SourceSerif4_300Light'],
  ['source-serif-4', '400Regular', 'SourceSerif4_400Regular'],
  ['source-serif-4', '400Regular_Italic', 'SourceSerif4_400Regular_Italic'],
  ['source-serif-4', '600SemiBold', 'SourceSerif4_600SemiBold'],
  ['ibm-plex-sans', '400Regular', 'IBMPlexSans_400Regular'],
  ['ibm-plex-sans', '400Regular_Italic', 'IBMPlexSans_400Regular_Italic'],
  ['ibm-plex-sans', '500Medium', 'IBMPlexSans_500Medium'],
  ['ibm-plex-sans', '600SemiBold', 'IBMPlexSans_600SemiBold'],
  ['ibm-plex-mono', '400Regular', 'IBMPlexMono_400Regular'],
] as const;

export interface Fonts {
  readonly blobs: readonly Buffer[];
  /** SHA-256 over the styles' bytes in the order above, 64 lower-case hex digits */
  readonly digest: string;
  /** whether one of the three families has the character in all of its styles */
  readonly covers: (codePoint: number) => boolean;
}

/** The characters a TrueType or OpenType font maps (cmap formats 4 and 12). */
function coverageOf(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue;
    const cmap = font.readUInt32BE(record + 8);
    for (let k = 0; k < font.readUInt16BE(cmap + 2); k += 1) {
      const at = cmap + font.readUInt32BE(cmap + 4 + 8 * k + 4);
      const format = font.readUInt16BE(at);
      if (format === 4) addSegments(font, at, covered);
      if (format === 12) {
        for (let g = 0; g < font.readUInt32BE(at + 12); g += 1) {
          const group = at + 16 + 12 * g;
          for (let c = font.readUInt32BE(group); c <= font.readUInt32BE(group + 4); c += 1) covered.add(c);
        }
      }
    }
  }
  return covered;
}

function addSegments(font: Buffer, at: number, covered: Set<number>): void {
  const segments = font.readUInt16BE(at + 6) / 2;
  for (let s = 0; s < segments; s += 1) {
    const end = font.readUInt16BE(at + 14 + 2 * s);
    const start = font.readUInt16BE(at + 16 + 2 * (segments + s));
    const delta = font.readUInt16BE(at + 16 + 2 * (2 * segments + s));
    const offsetAt = at + 16 + 2 * (3 * segments + s);
    const offset = font.readUInt16BE(offsetAt);
    for (let c = start; c <= end && c < 0xffff; c += 1) {
      const glyph = offset === 0 ? (c + delta) & 0xffff : font.readUInt16BE(offsetAt + offset + 2 * (c - start));
      if (glyph !== 0) covered.add(c);
    }
  }
}

let loaded: Fonts | undefined;

/** Reads the styles, once a process; a missing file is a fault of the installation. */
export function loadFonts(): Fonts {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  const blobs = styles.map(([family, folder, name]) =>
    readFileSync(join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), folder, `${name}.ttf`)),
  );
  const hash = createHash('sha256');
  for (const blob of blobs) hash.update(blob);
  // every list of families in the template holds all three: a character is set if one family has it in each of its styles
  const families = Map.groupBy(blobs.map(coverageOf), (_, i) => styles[i]?.[0]);
  const covers = (codePoint: number) =>
    [...families.values()].some((family) => family.every((one) => one.has(codePoint)));
  loaded = { blobs, digest: hash.digest('hex'), covers };
  return loaded;
}
