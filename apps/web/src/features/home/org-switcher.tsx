import { type Org } from '@promptly/common';
import {
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export interface OrgSwitcherProps {
  orgs: readonly Org[];
  current: Org | undefined;
  onChoose: (orgId: string) => void;
}

export function OrgSwitcher({ orgs, current, onChoose }: OrgSwitcherProps) {
  const { t } = useTranslation();
  if (!current) return null;
  return (
    <>
      <span aria-hidden className="mx-1.5 text-border-strong select-none">
        /
      </span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            className="min-w-0 shrink gap-1.5 px-2"
            aria-label={t('home.org.switch', { name: current.name })}
          >
            <span className="max-w-[42vw] truncate sm:max-w-48">{current.name}</span>
            <ChevronsUpDown aria-hidden className="text-muted-foreground" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="min-w-56">
          <DropdownMenuLabel>{t('home.org.label')}</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={current.id} onValueChange={onChoose}>
            {orgs.map((org) => (
              <DropdownMenuRadioItem key={org.id} value={org.id}>
                <span className="max-w-56 truncate">{org.name}</span>
                <span className="ms-auto ps-4 text-xs text-muted-foreground">
                  {t(`home.role.${org.role}`)}
                </span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}
