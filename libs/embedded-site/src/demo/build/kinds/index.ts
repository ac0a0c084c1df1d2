import type { DemoActivity } from '../../model';
import type { Row } from '../../site-rows';
import type { ActivityScope } from '../scope';
import { addAssign } from './assign';
import { addBook } from './book';
import { addChoice } from './choice';
import { addForum } from './forum';
import { addFolder, addLabel, addPage, addResource, addUrl } from './materials';

type Adders = {
  readonly [K in DemoActivity['kind']]: (scope: ActivityScope<Extract<DemoActivity, { kind: K }>>) => Row;
};

const adders: Adders = {
  assign: addAssign,
  book: addBook,
  choice: addChoice,
  folder: addFolder,
  forum: addForum,
  label: addLabel,
  page: addPage,
  resource: addResource,
  url: addUrl,
};

/** Adds the activity's row in the table of its kind and all that belongs to it. Returns that row. */
export function addInstance(scope: ActivityScope): Row {
  const add = adders[scope.activity.kind] as (scope: ActivityScope) => Row;
  return add(scope);
}
