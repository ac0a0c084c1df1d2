import type { DemoCourse } from '../model';
import { historyOfScience } from './history-of-science';
import { marineBiology } from './marine-biology';
import { statistics } from './statistics';

/** The courses of the demo site, in the order of their ids from 2. */
export const demoCourses: readonly DemoCourse[] = [marineBiology, statistics, historyOfScience];
