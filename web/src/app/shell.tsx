import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { Link, NavLink, Outlet, useLocation, useNavigate } from "react-router";

import styles from "@/app/shell.module.css";
import { LiveProvider } from "@/shared/live/live-provider";
import { currentSession } from "@/shared/session/current-session";
import { signInPath } from "@/shared/session/return-path";
import { Wordmark } from "@/shared/ui/wordmark";

const destinations = [
  { to: "/", name: "Home" },
  { to: "/predictions", name: "Predictions" },
  { to: "/models", name: "Models" },
  { to: "/upload", name: "Upload" },
];

/// What stands around every page: skip link, name, navigation, sign-out.
export function Shell() {
  const navigate = useNavigate();
  const toSignIn = useCallback(() => {
    const { pathname, search } = window.location;
    void navigate(signInPath(pathname + search));
  }, [navigate]);
  const main = useFocusOnNewPage();
  return (
    <LiveProvider onDenied={toSignIn}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.home} aria-label="RetainWise, home">
            <Wordmark />
          </Link>
          <nav aria-label="Main" className={styles.nav}>
            {destinations.map(({ to, name }) => (
              <NavLink key={to} to={to} end={to === "/"} className={styles.link}>
                {name}
              </NavLink>
            ))}
          </nav>
          <SignOut />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </LiveProvider>
  );
}

function SignOut() {
  const end = useMutation({ mutationFn: () => currentSession().signOut() });
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={styles.out}
      loading={end.isPending}
      onClick={() => {
        end.mutate();
      }}
    >
      Sign out
    </Button>
  );
}

/// Moves focus to the content when the path changes, so that keyboard and screen reader follow.
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
