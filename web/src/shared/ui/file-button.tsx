import { Button, type ButtonProps } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { MouseEvent, ReactNode } from "react";

import { currentSession } from "@/shared/session/current-session";

interface FileButtonProps extends ButtonProps {
  href: string;
  /// Brings the file where a plain link would come without the session's token.
  bring(path: string): Promise<void>;
  children: ReactNode;
}

/// A link to a file of the server that looks like a button.
export function FileButton({ href, bring, children, ...rest }: FileButtonProps) {
  const bringing = useMutation({ mutationFn: bring });
  const onClick = (event: MouseEvent) => {
    if (!currentSession().bearer) return;
    event.preventDefault();
    bringing.mutate(href);
  };
  return (
    <Button
      component="a"
      href={href}
      download
      onClick={onClick}
      loading={bringing.isPending}
      {...rest}
    >
      {bringing.isError ? "That failed. Try again" : children}
    </Button>
  );
}
