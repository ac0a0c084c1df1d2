import { computed, fromTask } from '../../language/sources';
import { container, element } from '../../language/elements';
import { document } from '../../language/documents';

/** rss_client.xml: the feeds that the block shows. */
export const rssClient = document(
  'block',
  'rss_client.xml',
  element(
    'block',
    {
      attributes: 'id blockname contextid',
      from: fromTask({ id: 'block', blockname: 'blockname', contextid: 'context' }),
    },
    [
      element('rss_client', { from: fromTask({ id: 'block' }) }, [
        container('feeds', [
          element('feed', { from: computed('rssFeeds'), fields: 'title preferredtitle description shared url' }),
        ]),
      ]),
    ],
  ),
  { only: ['rss_client'] },
);
