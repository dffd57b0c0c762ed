import { Button } from '@promptly/ui';
import {
  Camera,
  ClipboardList,
  Coffee,
  GraduationCap,
  LayoutDashboard,
  Pill,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';

const EXAMPLES = {
  dashboard: LayoutDashboard,
  inventory: Pill,
  marketing: Coffee,
  tasks: ClipboardList,
  school: GraduationCap,
  portfolio: Camera,
} as const satisfies Record<string, LucideIcon>;

const NAMES = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];

/** Prompts that are known to come out well; choosing one puts it into the box, where it can be changed. */
export function ExamplePrompts({ onChoose }: { onChoose: (prompt: string) => void }) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('home.examples.label')} className="mt-5 flex flex-wrap justify-center gap-2">
      {NAMES.map((name) => {
        const Icon = EXAMPLES[name];
        return (
          <li key={name}>
            <Button
              variant="outline"
              size="sm"
              className="rounded-full bg-background/60 font-normal text-muted-foreground shadow-none hover:text-foreground"
              onClick={() => onChoose(t(`home.examples.${name}.prompt`))}
            >
              <Icon aria-hidden />
              {t(`home.examples.${name}.label`)}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
