export { linkFile, sendPaper } from './crossing.ts';
export { moveFile, openFile } from './files.ts';
export type { FileParts } from './found.ts';
export { teamRoles } from './model.ts';
export { engagementFileRoutes } from './routes.ts';
export { paperKinds } from './papers/index.ts';
export { sealedInEngagementFiles } from './sealed.ts';
export { setTeam } from './team.ts';
export { addNote, signPaper, writePaper } from './workpapers.ts';
