/** Fifty of the 500 hostile texts into every text field; all of them: `npm run test:long`. */
import { feedEveryField } from './hostile-fields.ts';

feedEveryField(50);
