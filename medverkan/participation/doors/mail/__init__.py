"""Reading mail: fetched by IMAP, understood, and told apart from what machines send."""
