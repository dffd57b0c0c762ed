import { type Requirement } from '@promptly/common';
import { Tooltip, TooltipContent, TooltipTrigger } from '@promptly/ui';
import { CircleCheck, CircleDotDashed, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const ICONS = {
  met: { Icon: CircleCheck, className: 'text-success-ink' },
  partly: { Icon: CircleDotDashed, className: 'text-warning-ink' },
  unmet: { Icon: CircleX, className: 'text-destructive-ink' },
} as const;

/** The wishes that were read from the prompt, and what became of each. */
export function RequirementList({ requirements }: { requirements: readonly Requirement[] }) {
  const { t } = useTranslation();
  const met = requirements.filter(({ status }) => status === 'met').length;
  return (
    <section aria-label={t('conversation.requirements')}>
      <h3 className="flex items-baseline justify-between gap-2 text-xs font-medium text-muted-foreground">
        {t('conversation.requirements')}
        <span className="font-normal tabular-nums">
          {t('conversation.requirementsMet', { met, total: requirements.length })}
        </span>
      </h3>
      <ul className="mt-2 grid gap-1.5">
        {requirements.map((requirement, index) => (
          <RequirementRow key={index} requirement={requirement} />
        ))}
      </ul>
    </section>
  );
}

function RequirementRow({ requirement: { text, status, evidence } }: { requirement: Requirement }) {
  const { t } = useTranslation();
  const { Icon, className } = ICONS[status];
  return (
    <li className="flex gap-2 text-sm">
      <Tooltip>
        <TooltipTrigger className="mt-0.5 h-4 shrink-0 cursor-help rounded-full">
          <Icon aria-hidden className={`size-4 ${className}`} />
          <span className="sr-only">{t(`conversation.requirement.${status}`)}</span>
        </TooltipTrigger>
        <TooltipContent side="top">{t(`conversation.requirement.${status}`)}</TooltipContent>
      </Tooltip>
      <div className="min-w-0">
        <p className="leading-snug">{text}</p>
        {evidence && status !== 'met' && (
          <p className="mt-0.5 text-xs break-words text-muted-foreground">{evidence}</p>
        )}
      </div>
    </li>
  );
}
