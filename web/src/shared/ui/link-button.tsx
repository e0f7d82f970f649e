import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

interface LinkButtonProps extends ButtonProps {
  to: string;
  children: ReactNode;
}

/// A link within the page that looks like a button.
export function LinkButton({ to, children, ...rest }: LinkButtonProps) {
  return (
    <Button component={Link} to={to} {...rest}>
      {children}
    </Button>
  );
}
