/** All 500 hostile texts into every text field. */
import { feedEveryField } from '../hostile-fields.ts';

feedEveryField(500);
