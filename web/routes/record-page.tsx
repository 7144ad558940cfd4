// The page of a record: the view of its kind, for the id in the address. Fetched when it is opened, or about to be.

import { lazyRouteComponent, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MissingRecord } from './lost-pages.tsx';

type RecordView = (props: { id: string; missing: ReactNode }) => ReactNode;

export const recordPage = (load: () => Promise<RecordView>) =>
  lazyRouteComponent(async () => {
    const View = await load();
    return {
      default: function RecordPage() {
        const { id = '' } = useParams({ strict: false });
        return <View key={id} id={id} missing={<MissingRecord id={id} />} />;
      },
    };
  });
