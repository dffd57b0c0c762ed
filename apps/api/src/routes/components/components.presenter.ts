import type { Component, ComponentDetail } from '@promptly/common';

import type {
  AnyComponent,
  ComponentWithCode,
} from '../../services/library/components/components-service.ts';

export function presentComponent(component: AnyComponent): Component {
  const { id, name, version, description, tags, sizeBytes } = component;
  const shared = { id, name, version, description, tags, sizeBytes };
  if (!('orgId' in component)) {
    return {
      ...{ ...shared, orgId: null, visibility: 'global', sha256: component.sha256 },
      ...{ deprecated: false, deprecationMessage: null, createdBy: null, createdAt: null },
    };
  }
  const { orgId, codeSha256, deprecatedAt, deprecationMessage, createdBy, createdAt } = component;
  return {
    ...{ ...shared, orgId, visibility: 'organization', sha256: codeSha256 },
    ...{ deprecated: deprecatedAt !== null, deprecationMessage, createdBy },
    createdAt: createdAt.toISOString(),
  };
}

export function presentComponentDetail(found: ComponentWithCode): ComponentDetail {
  const { component, propsSchema, path, code, files } = found;
  const { id, version } = component;
  const only = { id, version, latest: true, deprecated: false, createdAt: null };
  const versions = found.versions.map((row) => ({
    ...{ id: row.id, version: row.version, latest: row.isLatest },
    ...{ deprecated: row.deprecatedAt !== null, createdAt: row.createdAt.toISOString() },
  }));
  return {
    ...presentComponent(component),
    ...{ propsSchema, path, code, files },
    versions: versions.length > 0 ? versions : [only],
  };
}
