import type { DemoFolder, DemoLabel, DemoPage, DemoResource, DemoUrl } from '../../model';
import type { Row } from '../../site-rows';
import { serialised } from '../php-values';
import type { ActivityScope } from '../scope';
import { addFiles } from '../text-files';
import { byAuthor, commonColumns } from './common';

export function addPage(scope: ActivityScope<DemoPage>): Row {
  const { activity, moduleContext: context } = scope;
  addFiles(scope, { context, component: 'mod_page', filearea: 'content' }, activity.content.files, byAuthor(scope));
  return scope.rows.add('page', {
    ...commonColumns(scope),
    content: activity.content.html,
    contentformat: 1,
    display: 5,
    displayoptions: serialised({ printintro: '0', printlastmodified: '1' }),
    revision: 1,
  });
}

export function addLabel(scope: ActivityScope<DemoLabel>): Row {
  return scope.rows.add('label', commonColumns(scope));
}

export function addUrl(scope: ActivityScope<DemoUrl>): Row {
  return scope.rows.add('url', {
    ...commonColumns(scope),
    externalurl: scope.activity.address,
    display: 0,
    displayoptions: serialised({ printintro: 1 }),
    parameters: serialised({}),
  });
}

export function addResource(scope: ActivityScope<DemoResource>): Row {
  const { activity, moduleContext: context } = scope;
  const area = { context, component: 'mod_resource', filearea: 'content' };
  addFiles(scope, area, [activity.file], { ...byAuthor(scope), main: true });
  return scope.rows.add('resource', {
    ...commonColumns(scope),
    display: 0,
    displayoptions: serialised({ printintro: 1, showsize: 1, showtype: 1 }),
    revision: 1,
  });
}

export function addFolder(scope: ActivityScope<DemoFolder>): Row {
  const { activity, moduleContext: context } = scope;
  addFiles(scope, { context, component: 'mod_folder', filearea: 'content' }, activity.files, byAuthor(scope));
  return scope.rows.add('folder', { ...commonColumns(scope), revision: 1 });
}
