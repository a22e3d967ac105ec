import { type DataTransformerInfo, standardTransformers, standardTransformersRegistry } from '@grafana/data';
import { uniqBy } from 'lodash';
import { NoEditor } from './NoEditor';

/** Registers all transformations that come with @grafana/data. */
export function registerTransformers(): void {
  // Some are listed under an older name too, with the same id.
  const all: DataTransformerInfo[] = uniqBy(Object.values(standardTransformers), 'id');
  standardTransformersRegistry.setInit(() =>
    all.map((info) => ({
      id: info.id,
      name: info.name,
      description: info.description,
      transformation: callable(info),
      editor: NoEditor,
      imageDark: '',
      imageLight: '',
    }))
  );
}

/** Up to Grafana 12 the registry holds the transformation; 13 calls what it holds to get it. This is both. */
function callable<T>({ id, description, defaultOptions, operator }: DataTransformerInfo<T>): DataTransformerInfo<T> {
  const load = () => Promise.resolve({ id, name: id, description, defaultOptions, operator });
  return Object.assign(load, { id, description, defaultOptions, operator });
}
