import { FeatureRow } from '../feature-row';
import { COMPONENTS } from '../now/components';
import { RULES } from '../now/rules';
import { SCRAPING } from '../now/scraping';

/** All features, as they were before the files next to this one. */
export const ROWS: FeatureRow[] = [...COMPONENTS, ...SCRAPING, ...RULES];
