import { NewBackup } from '../../../../../../components/new-backup';
import { Panel } from '../../../../../../components/ui/panel';
import { words } from '../../../../../../text/server';
import { courseAddress } from '../../../../../../view/addresses';
import { courseIdOf } from '../../../../../../view/course-id';

/** "New backup" where somebody comes from the course's pages: a panel over them. At the same address, opened anew, it is
 *  a page. */
export default async function NewBackupPanel({ params }: { params: Promise<{ courseid: string }> }) {
  const courseId = courseIdOf((await params).courseid);
  if (!courseId) return null;
  const text = words();
  return (
    <Panel title={text.newBackup.title} closeText={text.panel.close} closeTo={courseAddress(courseId)}>
      <NewBackup courseId={courseId} wanted={undefined} />
    </Panel>
  );
}
