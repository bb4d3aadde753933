"""Letters by e-mail and on paper, delivery log, unsubscribe."""
