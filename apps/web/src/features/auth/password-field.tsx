import { Button, Field, Input } from '@promptly/ui';
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface PasswordFieldProps {
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onValueChange: (value: string) => void;
  error?: string;
  help?: ReactNode;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({
  autoComplete,
  value,
  onValueChange,
  error,
  help,
}: PasswordFieldProps) {
  const { t } = useTranslation();
  const [visible, setVisible] = useState(false);
  const Icon = visible ? EyeOff : Eye;
  return (
    <Field label={t('auth.password')} error={error} help={help}>
      <span className="relative block">
        <Input
          type={visible ? 'text' : 'password'}
          name="password"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className="h-11 pe-11"
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
        <Button
          variant="ghost"
          size="icon"
          className="absolute inset-e-1 top-1 text-muted-foreground pointer-coarse:size-9"
          aria-label={t(visible ? 'auth.hidePassword' : 'auth.showPassword')}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
        >
          <Icon aria-hidden />
        </Button>
      </span>
    </Field>
  );
}
