import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';

/** files.xml: every file that another document refers to; folders too. */
export const files = document(
  'final',
  'files.xml',
  container('files', [
    element('file', {
      fields: `
        contenthash contextid component filearea itemid filepath filename userid filesize mimetype status
        timecreated timemodified source author license sortorder repositorytype repositoryid reference`,
      from: query({
        join:
          'JOIN {files} $f ON $f.id IN (@filefinal) LEFT ' +
          'JOIN {files_reference} $r ON $r.id = $f.referencefileid LEFT ' +
          'JOIN {repository_instances} $i ON $i.id = $r.repositoryid LEFT ' +
          'JOIN {repository} $p ON $p.id = $i.typeid',
        columns: { repositorytype: '$p.type', repositoryid: '$r.repositoryid', reference: '$r.reference' },
        all: { $f: 'files' },
        key: '$f.id',
      }),
    }),
  ]),
);
