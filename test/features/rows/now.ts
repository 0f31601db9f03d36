import { FeatureRow } from '../feature-row';
import { COMPONENTS } from '../now/components';
import { OPERATIONS } from '../now/operations';
import { RULES } from '../now/rules';
import { RUNNING } from '../now/running';
import { SCRAPING } from '../now/scraping';
import { SECURITY } from '../now/security';

/** All features, as they were before the files next to this one. */
export const ROWS: FeatureRow[] = [...COMPONENTS, ...SCRAPING, ...RULES, ...RUNNING, ...SECURITY, ...OPERATIONS];
