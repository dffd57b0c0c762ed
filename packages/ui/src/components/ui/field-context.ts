import { createContext, use } from 'react';

/** What a field tells the control inside it. */
export interface FieldState {
  controlId: string;
  labelId: string;
  /** Ids of the help and error texts that are shown, separated by spaces. */
  describedBy?: string;
  invalid: boolean;
  required: boolean;
}

export const FieldContext = createContext<FieldState | null>(null);

interface ControlProps {
  id?: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling';
}

/** Props that tie a control to the field around it; what the caller sets itself wins. */
export function useFieldControl(props: ControlProps): ControlProps {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: props.id ?? field.controlId,
    required: props.required ?? (field.required || undefined),
    'aria-describedby': joinIds(props['aria-describedby'], field.describedBy),
    'aria-invalid': props['aria-invalid'] ?? (field.invalid || undefined),
  };
}

/** Props that name a group of controls (radios, segments) by the label of the field around it. */
export function useFieldGroup(props: { 'aria-label'?: string; 'aria-labelledby'?: string }) {
  const field = use(FieldContext);
  if (!field) return {};
  const named = props['aria-label'] ?? props['aria-labelledby'];
  return {
    'aria-labelledby': named ? props['aria-labelledby'] : field.labelId,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
  };
}

function joinIds(...ids: (string | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
