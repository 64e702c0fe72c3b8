package io.usher.it.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The functions of Java files, as the compiler's own parser sees them. */
final class Functions {
    private Functions() {}

    /**
     * One function.
     *
     * @param file relative to the root of the tree
     * @param line where it starts, from 1
     * @param lines from its first line to its last, both counted, without its comment
     */
    record Function(Path file, long line, String name, int parameters, long lines) {
        @Override
        public String toString() {
            return file + ":" + line + " " + name + " has " + lines + " lines and " + parameters + " parameters";
        }
    }

    /** Reads all functions; the canonical constructors of records are data, not functions. */
    static List<Function> of(SourceTree tree) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Function> functions = new ArrayList<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            Stream<Path> paths = tree.java().map(tree.root()::resolve);
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths.toList()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = tree.root().relativize(Path.of(unit.getSourceFile().toUri()));
                new Collector(file, unit, positions).scan(unit, functions);
            }
        }
        return functions;
    }

    private static final class Collector extends TreePathScanner<Void, List<Function>> {
        private final Path file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Collector(Path file, CompilationUnitTree unit, SourcePositions positions) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, List<Function> found) {
            long first = lineAt(positions.getStartPosition(unit, method));
            long last = lineAt(positions.getEndPosition(unit, method));
            if (!isConstructorOfRecord(method)) {
                found.add(new Function(
                        file,
                        first,
                        method.getName().toString(),
                        method.getParameters().size(),
                        last - first + 1));
            }
            return super.visitMethod(method, found);
        }

        private boolean isConstructorOfRecord(MethodTree method) {
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            return method.getName().contentEquals("<init>")
                    && owner instanceof ClassTree type
                    && type.getKind() == Tree.Kind.RECORD;
        }

        private long lineAt(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
