import { Button, Card, Field, Input, PageHeader, toast } from '@promptly/ui';
import { useForm } from 'react-hook-form';

import { useAccount } from '../hooks/use-account.ts';
import { t } from '../i18n/index.ts';
import { session } from '../lib/session.ts';

interface ProfileDraft {
  name: string;
  email: string;
}

export function ProfilePage() {
  const account = useAccount();
  const {
    register,
    handleSubmit,
    formState: { errors },
  } = useForm<ProfileDraft>({ defaultValues: { name: account?.name, email: account?.email } });

  function save(draft: ProfileDraft) {
    session.update(draft);
    toast.success(t('profile.saved'));
  }

  return (
    <div className="grid max-w-2xl gap-6">
      <title>{t('profile.title')}</title>
      <PageHeader title={t('profile.title')} description={t('profile.hint')} />
      <Card className="p-5">
        <form noValidate onSubmit={handleSubmit(save)} className="grid gap-5">
          <Field label={t('auth.name')} required error={errors.name?.message}>
            <Input autoComplete="name" {...register('name', { required: t('auth.nameNeeded') })} />
          </Field>
          <Field label={t('auth.email')} required error={errors.email?.message}>
            <Input
              type="email"
              autoComplete="email"
              {...register('email', {
                required: t('auth.emailNeeded'),
                pattern: { value: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, message: t('form.email') },
              })}
            />
          </Field>
          <div>
            <Button type="submit">{t('form.save')}</Button>
          </div>
        </form>
      </Card>
    </div>
  );
}
