int cicu_x;
