"""What machines may read: feeds, exports, interfaces."""
