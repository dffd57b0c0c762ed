import { createModelRegistry, type ModelRegistry, type Monaco } from '@promptly/editor/react';
import { useEffect, useState } from 'react';

import { useWorkspace } from '../workspace-context.tsx';

/** The models of the project's files, for as long as the editor is on screen. */
export function useModels(monaco: Monaco | undefined): ModelRegistry | null {
  const { files, readFile } = useWorkspace();
  const [models, setModels] = useState<ModelRegistry | null>(null);
  useEffect(() => {
    if (!monaco) return;
    const registry = createModelRegistry({ monaco, workspace: files, readFile });
    setModels(registry);
    return () => {
      registry.dispose();
      setModels(null);
    };
  }, [monaco, files, readFile]);
  return models;
}
