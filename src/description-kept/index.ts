export { compareWords } from './compare.ts';
export { type Paragraph, paragraphSchema, type Piece, type SectionId, sectionIds } from './model.ts';
export { descriptionRoutes } from './routes.ts';
export {
  approveDescription,
  type DescriptionParts,
  readDescription,
  readStanding,
  readVersion,
  readVersions,
  writeSection,
} from './service.ts';
export { sealedInDescription } from './sealed.ts';
